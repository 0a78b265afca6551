# Completion of @program@ for bash. What fits is asked of @program@ itself.

_@program@_words() {
  local program=${1/#\~\//$HOME/} line
  type -P -- "$program" >/dev/null || program=@program@
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null
    else
      COMPREPLY+=("${line%%$'\t'*}")
    fi
  done < <("$program" completion words bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

complete -F _@program@_words @program@
