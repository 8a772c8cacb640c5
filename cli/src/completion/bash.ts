import type { Place } from './outline.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const words = (list: readonly string[]) => quoted(list.join(' '))

/** `source <(slipway completion bash)` */
export function bashScript(places: readonly Place[], program = 'slipway'): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => quoted(path))
  const values = places.flatMap(({ path, options }) =>
    options.flatMap(({ long, takesValue, choices }) =>
      !takesValue
        ? []
        : [`    ${quoted(`${path}|${long}`)}) ${choices.length > 0 ? `words=${words(choices)}` : 'return'} ;;`],
    ),
  )
  const next = places.map(
    ({ path, commands, choices, options }) =>
      `    ${quoted(path)}) words=${words([...commands.map(({ name }) => name), ...choices])}; options=${words(options.map(({ long }) => long))} ;;`,
  )
  return `# bash completion of ${program}
_${program}() {
  local at='' words='' options='' i
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${at:+$at }\${COMP_WORDS[i]}" in
      ${paths.join('|')}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at|$prev" in
${values.join('\n')}
  esac
  if [[ -z $words ]]; then
    case "$at" in
${next.join('\n')}
    esac
    if [[ $cur == -* ]]; then words="$options"; fi
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -F _${program} ${program}
`
}
