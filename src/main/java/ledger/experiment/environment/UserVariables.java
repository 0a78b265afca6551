package ledger.experiment.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ledger.workspace.Environment;

/** Which of the user's environment variables reach a run, and which a set-up. */
public final class UserVariables {
  /** Every run has these, besides those that a host needs to find its devices and libraries. */
  private static final Set<String> ALWAYS =
      Set.of(
          "PATH",
          "HOME",
          "CUDA_VISIBLE_DEVICES",
          "CUDA_DEVICE_ORDER",
          "CUDA_HOME",
          "CUDA_PATH",
          "NVIDIA_VISIBLE_DEVICES",
          "NVIDIA_DRIVER_CAPABILITIES",
          "ROCR_VISIBLE_DEVICES",
          "HIP_VISIBLE_DEVICES",
          "LD_LIBRARY_PATH",
          "DYLD_LIBRARY_PATH",
          "DYLD_FALLBACK_LIBRARY_PATH");

  /** Meant for other Pythons than the one that is set up. */
  private static final Pattern FOREIGN =
      Pattern.compile("(PYTHON|OMP_|LEDGER_|CONDA_).*|VIRTUAL_ENV|__PYVENV_LAUNCHER__");

  private static final Pattern INSTALLERS = Pattern.compile("(PIP|UV)_.*");

  /** Where an installer finds packages, and how it gets there; what it does is not the user's. */
  private static final Pattern SOURCES =
      Pattern.compile(
          "PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY"
              + "|CACHE_DIR|NO_CACHE_DIR|CONFIG_FILE|KEYRING_PROVIDER|TIMEOUT|DEFAULT_TIMEOUT|RETRIES)"
              + "|UV_(INDEX.*|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|INSECURE_HOST|NATIVE_TLS"
              + "|CACHE_DIR|NO_CACHE|CONFIG_FILE|KEYRING_PROVIDER|HTTP_TIMEOUT|LINK_MODE|OFFLINE"
              + "|PYTHON_INSTALL_DIR|CONCURRENT_.*)");

  private static final Pattern SECRET =
      Pattern.compile("(?i)TOKEN|SECRET|PASSW|CREDENTIAL|(API|ACCESS|PRIVATE)_?KEY");

  private UserVariables() {}

  /** What every run gets of them. */
  public static SortedMap<String, String> always(Map<String, String> system) {
    SortedMap<String, String> given = new TreeMap<>(system);
    given.keySet().retainAll(ALWAYS);
    return given;
  }

  /**
   * What a run gets on request.
   *
   * @param asked names, in which {@code *} stands for any characters, by the script's header
   * @param environment whose settings may ask for more
   */
  public static SortedMap<String, String> passed(
      List<String> asked, Environment environment, Map<String, String> system) {
    List<String> all = new ArrayList<>(asked);
    all.addAll(environment.pass());
    SortedMap<String, String> passed = new TreeMap<>();
    for (String name : all) {
      String regex = Pattern.quote(name).replace("*", "\\E.*\\Q");
      Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
      system.forEach(
          (each, value) -> {
            if (pattern.matcher(each).matches()) {
              passed.put(each, value);
            }
          });
    }
    return passed;
  }

  /**
   * The values in the form that records have: no secret, and the home folder as {@code ~}. A secret
   * that is renewed changes nothing.
   */
  public static SortedMap<String, String> recorded(Map<String, String> variables) {
    String home = System.getProperty("user.home", "");
    SortedMap<String, String> recorded = new TreeMap<>();
    variables.forEach(
        (name, value) ->
            recorded.put(
                name,
                SECRET.matcher(name).find()
                    ? "(secret)"
                    : home.length() > 1 ? value.replace(home, "~") : value));
    return recorded;
  }

  /** What the tools that set an environment up get of them. */
  static SortedMap<String, String> forSetUp(Map<String, String> system) {
    SortedMap<String, String> given = new TreeMap<>(system);
    given
        .keySet()
        .removeIf(
            name ->
                FOREIGN.matcher(name).matches()
                    || (INSTALLERS.matcher(name).matches() && !SOURCES.matcher(name).matches()));
    return given;
  }
}
