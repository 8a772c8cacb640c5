/** The address of the file with the outlines of the countries (`vite/world-map.ts`). */
declare module 'virtual:world-map' {
  const address: string
  export default address
}

/** Mantine's variables and ours (`vite/theme-css.ts`). */
declare module 'virtual:theme.css'
