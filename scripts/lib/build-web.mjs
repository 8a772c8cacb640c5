// Builds the web app with Vite into web/dist, from where the server serves it.
import { build } from 'vite'
import { inRoot } from './paths.mjs'

export const buildWeb = () => build({ root: inRoot('web'), logLevel: 'warn' })
