/**
 * Who may do what. The table of roles, actions and scopes is in the contract; here is the one question asked of it,
 * and who has which role in which application.
 */
export {
  type Actor,
  anonymous,
  type Guarded,
  may,
  permissions,
  require,
  scopeCovers,
  seesPrivate,
  theServer,
} from './model.ts'
export { membersOf, removeRole, roleIn, rolesOf, setRole } from './store.ts'
