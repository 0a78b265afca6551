from importlib.metadata import requires, version

from packaging.specifiers import SpecifierSet

pin = SpecifierSet("~=0.29.3")
for each in ("0.29.2", "0.29.3", "0.29.4", "0.30.0", version("mlx")):
    print(each, "is admitted" if each in pin else "is excluded")
print([line for line in requires("mlx") or [] if "cpu" in line][:1])
