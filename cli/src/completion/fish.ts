import { isWithinApp, NAMES, type Place, SERVER_FLAGS, type Values, valuePatterns } from './outline.ts'

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** `slipway completion fish | source` */
export function fishScript(places: readonly Place[], program = 'slipway'): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => quoted(path))
  const offer = (value: Values) =>
    typeof value === 'object'
      ? `-a ${quoted(value.join(' '))}`
      : value === 'files'
        ? '-F'
        : value === 'anything'
          ? ''
          : `-a ${quoted(`(${program} ${NAMES} ${value} ${isWithinApp(value) ? `$__${program}_app ` : ''}$__${program}_server 2>/dev/null)`)}`
  const lines = places.flatMap((place) => {
    const when = (...at: string[]) => `complete -c ${program} -n ${quoted(`__${program}_at ${at.join(' ')}`)}`
    const here = when(quoted(place.path))
    return [
      `${here} -f`,
      ...place.commands.map(({ name, description }) => `${here} -a ${quoted(name)} -d ${quoted(description)}`),
      ...place.arguments
        .map((value, given) => ({ given, offered: offer(value) }))
        .filter(({ offered }) => offered !== '')
        .map(({ given, offered }) => `${when(quoted(place.path), String(given))} ${offered}`),
      ...place.options.map(({ long, short, description, value }) =>
        [
          here,
          `-l ${quoted(long.slice(2))}`,
          short && `-s ${quoted(short.slice(1))}`,
          value !== undefined && `${value === 'files' ? '-r' : '-x'} ${offer(value)}`.trimEnd(),
          `-d ${quoted(description)}`,
        ]
          .filter(Boolean)
          .join(' '),
      ),
    ]
  })
  return `# fish completion of ${program}
set -g __${program}_seen
set -g __${program}_place ''
set -g __${program}_given 0
set -g __${program}_app ''
set -g __${program}_server
# What a word stands for: without its quotation marks, and with the value of a variable. Nothing typed is run.
function __${program}_typed
    set -l word (string unescape -- $argv[1]; or echo $argv[1])
    set -l name (string match -rg -- '^\\$([A-Za-z_][A-Za-z0-9_]*)$' $word)
    and echo -- $$name
    or echo -- $word
end
# Where in the command line we are: read once for all that is asked about it.
function __${program}_read
    set -g __${program}_place ''
    set -g __${program}_given 0
    set -g __${program}_app ''
    set -g __${program}_server
    set -l flag ''
    for word in $argv
        if test -n "$flag"
            contains -- $flag ${SERVER_FLAGS.join(' ')}
            and set -ga __${program}_server $flag=(__${program}_typed $word)
            set flag ''
            continue
        end
        switch "$__${program}_place|$word"
            case ${valuePatterns(places)
              .map(({ pattern }) => quoted(pattern))
              .join(' ')}
                set flag $word
                continue
            case ${SERVER_FLAGS.map((flag) => quoted(`*|${flag}=*`)).join(' ')}
                set -l parts (string split -m 1 = -- $word)
                set -ga __${program}_server $parts[1]=(__${program}_typed $parts[2])
                continue
            case '*|-*'
                continue
        end
        switch (string trim -- "$__${program}_place $word")
            case ${paths.join(' ')}
                set -g __${program}_place (string trim -- "$__${program}_place $word")
                set -g __${program}_given 0
            case '*'
                test $__${program}_given = 0
                and set -g __${program}_app (__${program}_typed $word)
                set -g __${program}_given (math $__${program}_given + 1)
        end
    end
end
function __${program}_at
    set -l words (commandline -opc)[2..-1]
    if test "$words" != "$__${program}_seen"
        __${program}_read $words
        set -g __${program}_seen $words
    end
    test "$argv[1]" = "$__${program}_place"; and begin
        test (count $argv) = 1; or test "$argv[2]" = $__${program}_given
    end
end
complete -c ${program} -e
${lines.join('\n')}
`
}
