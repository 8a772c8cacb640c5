/** `jane, john` → `['jane', 'john']` */
export const logins = (text: string): string[] => text.split(/[\s,]+/).filter((login) => login !== '')
