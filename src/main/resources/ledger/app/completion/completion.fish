# Completion of @program@ for fish. What fits is asked of @program@ itself.

function __@program@_words
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    type -q -- $program; or set program @program@
    set -l current (commandline -ct | string unescape)
    for line in (command $program completion words fish -- $typed "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            printf '%s\n' $line
        end
    end
end

complete -c @program@ -f -k -a '(__@program@_words)'
