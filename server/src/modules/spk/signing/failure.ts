/** Why a package could not be signed, in the words of spkrepo. */
export class SigningError extends Error {}
