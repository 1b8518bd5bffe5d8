/**
 * Whether somebody has one name only. The law's registers and every file format ask for two, so the one name stands in
 * both fields (or alone in one of them); capitals and how accents are stored make no other name of it.
 */
export function isOneName(forename: string, surname: string): boolean {
  const [first, last] = [plain(forename), plain(surname)]
  return first === last || first === '' || last === ''
}

/** "Amira Khan", as people say it; "Lima" where that is the only name. */
export function fullName(forename: string, surname: string): string {
  return isOneName(forename, surname) ? onlyName(forename, surname) : `${forename.trim()} ${surname.trim()}`
}

/** "Khan, Amira", as a list in the order of surnames has it; "Lima" where that is the only name. */
export function listName(forename: string, surname: string): string {
  return isOneName(forename, surname) ? onlyName(forename, surname) : `${surname.trim()}, ${forename.trim()}`
}

function onlyName(forename: string, surname: string): string {
  return forename.trim() || surname.trim()
}

function plain(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}
