/** What was downloaded, when, by which kind of program and from where: facts, sums per day, reports. */
export { Countries } from './countries.ts'
export { Facts } from './facts.ts'
export { RollUp } from './roll-up.ts'
