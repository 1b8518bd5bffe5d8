import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { cannotWrite } from './database/data-folder.ts'
import { StartUpError } from './start-up-error.ts'

/** A Unix socket's path may have 103 bytes on a Mac, 107 on Linux. */
const LONGEST_PATH = 100
const SOCKET = 'door.sock'
const ELSEWHERE = 'firstbell-door-'

/** Where the command line's door is: in a folder that only its user can enter, and that no other user can have made. */
export interface DoorPlace {
  readonly socket: string
  /** Takes folder and socket away again. */
  clear(): void
}

/**
 * Makes the folder of a door, with 0700: `door` in the data folder, or where that path is too long for a socket a new one with a
 * name that nobody can guess, which `door.at` in the data folder names. Whoever calls holds the data folder's lock, so what is found
 * there is a dead process's. @throws StartUpError where another user's folder stands in its place.
 */
export function makeDoorPlace(folder: string): DoorPlace {
  const { inside, note } = namesIn(folder)
  clearFormer(folder)
  try {
    if (fits(inside)) {
      mkdirSync(inside, { mode: 0o700 })
      return { socket: join(inside, SOCKET), clear: () => rmSync(inside, { recursive: true, force: true }) }
    }
    const outside = mkdtempSync(join(roomForShortPaths(folder), ELSEWHERE))
    writeFileSync(note, outside, { mode: 0o600, flag: 'wx' })
    const clear = () => {
      rmSync(note, { force: true })
      rmSync(outside, { recursive: true, force: true })
    }
    return { socket: join(outside, SOCKET), clear }
  } catch (cause) {
    throw cause instanceof StartUpError ? cause : cannotWrite(folder, cause)
  }
}

/** The socket of the server that holds a folder, if there is a door. @throws StartUpError where another user may have put it there. */
export function findDoor(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  const { inside, note } = namesIn(folder)
  const noted = statsOf(note)
  const place = noted === undefined ? inside : readNote(note)
  const found = statsOf(place)
  if (found === undefined) return undefined
  const sameUser = noted === undefined || noted.uid === found.uid
  if (!isPrivate(found) || !sameUser) throw anothers(place)
  return join(place, SOCKET)
}

function namesIn(folder: string) {
  // One folder may be called by several names, of which only some are too long.
  const real = realpathSync(folder)
  return { inside: join(real, 'door'), note: join(real, 'door.at') }
}

function fits(place: string): boolean {
  return Buffer.byteLength(join(place, SOCKET)) < LONGEST_PATH
}

/** The system's folder for sockets of this user, which no other user may enter; the one for anybody's passing files where there is none. */
function roomForShortPaths(folder: string): string {
  const ofUser = process.env.XDG_RUNTIME_DIR ?? ''
  const found = ofUser === '' ? undefined : statsOf(ofUser)
  const room = found !== undefined && isPrivate(found) ? ofUser : tmpdir()
  if (fits(join(room, `${ELSEWHERE}123456`))) return room
  throw new StartUpError(
    `The paths of ${folder} and of ${room} are too long for commands to reach Firstbell. Choose a folder with a shorter path (FIRSTBELL_FOLDER).`,
  )
}

/** What a killed process left; also the socket of an earlier version. */
function clearFormer(folder: string): void {
  const { inside, note } = namesIn(folder)
  rmSync(join(dirname(inside), SOCKET), { force: true })
  const outside = statsOf(note) === undefined ? undefined : readNote(note)
  const former = [inside, ...(outside === undefined || !basename(outside).startsWith(ELSEWHERE) ? [] : [outside])]
  for (const place of former) {
    const found = statsOf(place)
    if (found === undefined) continue
    if (!isMine(found)) throw anothers(place)
    rmSync(place, { recursive: true, force: true })
  }
  rmSync(note, { force: true })
}

function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8').trim()
  } catch (cause) {
    throw new StartUpError(`${note} cannot be read. Run this as the user that Firstbell runs as.`, { cause })
  }
}

function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

function isMine({ uid }: Stats): boolean {
  const me = process.getuid?.()
  return me === undefined || me === 0 || me === uid
}

function isPrivate(found: Stats): boolean {
  return isMine(found) && found.isDirectory() && (found.mode & 0o077) === 0
}

function anothers(place: string): StartUpError {
  return new StartUpError(
    `${place} belongs to another user, or others may enter it, so no command goes through it. Run this as the user that Firstbell runs as; if no Firstbell runs, delete ${place}.`,
  )
}
