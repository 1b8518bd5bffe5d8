import { momentAt } from '../../../kernel/time-of-day.ts'
import type { Register } from '../../contract.ts'

/** The moment at which a register closes, for a clock that counts down to it. */
export function closingMoment(register: Pick<Register, 'day' | 'clock'>): string {
  return momentAt(register.day, register.clock.closes)
}
