class TaskLedger < Formula
  desc "Task ledger in one markdown file whose Done column is backed by measurements"
  homepage "@address@"
  url "@address@/ledger-@version@.tar.gz"
  sha256 "@sha256@"
  license "Apache-2.0"

  depends_on "openjdk"
  # The accounting program.
  conflicts_with "ledger", because: "both install a command named ledger"

  def install
    libexec.install "bin", "lib"
    man1.install Dir["share/man/man1/*"]
    doc.install Dir["share/doc/task-ledger/*"]
    bash_completion.install "share/bash-completion/completions/ledger"
    zsh_completion.install "share/zsh/site-functions/_ledger"
    fish_completion.install "share/fish/vendor_completions.d/ledger.fish"
    # Hooks call the path that stays when a new version is installed beside this one.
    java = Language::Java.java_home
    %w[ledger task-ledger].each do |name|
      (bin/name).write_env_script libexec/"bin"/name, LEDGER_JAVA_HOME: java, LEDGER_LAUNCHER: opt_bin/name
    end
  end

  test do
    system bin/"ledger", "init"
    system bin/"ledger", "add", "One", "--prefix", "A"
    assert_match "A-001", shell_output("#{bin}/ledger list")
  end
end
