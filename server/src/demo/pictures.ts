/**
 * Icons and screenshots, drawn by the program and carried in the address itself, so that they show without a network
 * and wherever images of the page's own are allowed.
 */
import { randomOf } from './random.ts'

/** An icon for an extension: its initials on its colour. */
export function iconOf(baseName: string): string {
  const random = randomOf(`icon ${baseName}`)
  const hue = random.between(0, 359)
  const initials = (baseName.match(/[A-Z]/g) ?? [baseName.charAt(0)]).slice(0, 2).join('')
  return address(
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>` +
      `<rect width='64' height='64' rx='12' fill='hsl(${hue},45%,38%)'/>` +
      `<circle cx='${random.between(8, 56)}' cy='${random.between(8, 56)}' r='${random.between(14, 26)}' fill='hsl(${(hue + 40) % 360},60%,60%)' opacity='.45'/>` +
      `<text x='32' y='42' font-family='sans-serif' font-size='28' font-weight='bold' text-anchor='middle' fill='white'>${initials}</text>` +
      `</svg>`,
  )
}

/** A screenshot: three slices and a view in space, as in every viewer of volumes. `number` tells several apart. */
export function screenshotOf(baseName: string, number: number): string {
  const random = randomOf(`screenshot ${baseName} ${number}`)
  const hue = random.between(0, 359)
  const organ = (x: number, y: number): string => {
    const turn = random.between(-30, 30)
    return (
      `<ellipse cx='${x}' cy='${y}' rx='${random.between(34, 46)}' ry='${random.between(26, 36)}' fill='gray' opacity='.5'/>` +
      `<ellipse cx='${x + random.between(-14, 14)}' cy='${y + random.between(-8, 8)}' rx='${random.between(8, 18)}' ry='${random.between(6, 14)}' fill='hsl(${hue},70%,55%)' transform='rotate(${turn},${x},${y})'/>`
    )
  }
  return address(
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 200'>` +
      `<rect width='320' height='200' fill='black'/>` +
      `<rect x='1' y='1' width='158' height='98' fill='hsl(${(hue + 180) % 360},30%,20%)'/>` +
      `<circle cx='80' cy='50' r='36' fill='hsl(${hue},60%,50%)'/>` +
      organ(240, 50) +
      organ(80, 150) +
      organ(240, 150) +
      `</svg>`,
  )
}

/** As a `data:` address without spaces, which separate addresses in a list of screenshots. */
const address = (svg: string): string =>
  `data:image/svg+xml,${svg.replaceAll(/[%#<>\s]/g, (sign) => encodeURIComponent(sign))}`
