// Sets the colours that were chosen before anything is painted. It is a file of its own because no script may stand
// in the page; `parts/ColorScheme.tsx` writes what is read here.
try {
  const chosen = localStorage.getItem('slipway-color-scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
} catch {
  // Storage is forbidden here: the page then follows the system.
}
