import type { Register } from '../../contract.ts'

/**
 * What a device may keep of a register, so that it can be taken without a network: names, codes and the clock. No flags, no
 * reasons, no details, no names of staff beside a mark: a lost phone must not tell more than a paper register would.
 */
export function withoutParticulars(register: Register): Register {
  return {
    ...register,
    lines: register.lines.map((line) => ({
      ...line,
      flags: [],
      locked: line.locked === null ? null : 'entered ahead by the office',
      absencesFromSite: [],
      mark: line.mark === null ? null : { ...line.mark, details: {}, reason: null, by: { name: '', position: '' } },
    })),
  }
}

/** Whether there is anything left to take in a register, and so a reason to keep it on a device. */
export function isWorthKeeping(register: Pick<Register, 'state' | 'day'>, today: string): boolean {
  return register.day === today && (register.state === 'not-taken' || register.state === 'being-taken')
}
