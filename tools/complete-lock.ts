import { readFileSync, writeFileSync } from 'node:fs'

// A registry that holds only some platforms' binaries makes npm leave the others out of the lock file, and `npm ci` of npm 11 then
// refuses the lock. This writes an entry for each of them from its dependant's exact version, so that every platform installs
// what is its own: node tools/complete-lock.ts, after each `npm install`.

interface Locked {
  version?: string
  cpu?: string[]
  os?: string[]
  libc?: string[]
  dev?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32', 'wasi']
const CPU = ['arm64', 'arm', 'armv6', 'armv7', 'x64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32']

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Locked> }

let added = 0
for (const [place, dependant] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(dependant.optionalDependencies ?? {})) {
    const found = `node_modules/${name}` in lock.packages || `${place}/node_modules/${name}` in lock.packages
    const parts = name.split(/[/-]/)
    const os = OS.filter((each) => parts.includes(each))
    const cpu = CPU.filter((each) => parts.includes(each))
    // Only a platform's binary in an exact version can be written down without asking anybody.
    if (found || !/^\d+\.\d+\.\d+[\w.-]*$/.test(wanted) || os.length === 0) continue
    lock.packages[`node_modules/${name}`] = {
      version: wanted,
      ...(cpu.length === 0 ? {} : { cpu }),
      ...(dependant.dev === true ? { dev: true } : {}),
      optional: true,
      os,
    }
    added += 1
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries of other platforms written into package-lock.json.`)
