import type { Place } from './outline.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const described = (name: string, description: string) =>
  quoted(`${name.replaceAll(':', '\\:')}:${description.replaceAll(':', '\\:')}`)

/** `source <(slipway completion zsh)`, or a file `_slipway` in a folder of `fpath`. */
export function zshScript(places: readonly Place[], program = 'slipway'): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => quoted(path))
  const values = places.flatMap(({ path, options }) =>
    options.flatMap(({ long, takesValue, choices }) =>
      !takesValue
        ? []
        : [
            `    ${quoted(`${path}|${long}`)}) ${choices.length > 0 ? `compadd -- ${choices.map(quoted).join(' ')}` : '_files'}; return ;;`,
          ],
    ),
  )
  const next = places.map(({ path, commands, choices, options }) => {
    const names = [
      ...commands.map(({ name, description }) => described(name, description)),
      ...choices.map((choice) => described(choice, '')),
    ]
    const flags = options.map(({ long, description }) => described(long, description))
    return `    ${quoted(path)})\n      commands=(${names.join(' ')})\n      options=(${flags.join(' ')}) ;;`
  })
  return `#compdef ${program}
_${program}() {
  local at='' word
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${at:+$at }$word" in
      ${paths.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$at" in
${next.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe option options
  elif (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
if [ "$funcstack[1]" = "_${program}" ]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`
}
