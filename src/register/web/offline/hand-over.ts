import { notifications } from '@mantine/notifications'
import { call } from '../../../ui/call.ts'
import { OfflineError, ProblemError } from '../../../ui/problem.ts'
import { handOverRegister } from '../../contract.ts'
import { isForLater } from '../../rules/screen/for-later.ts'
import { dropUnsent, forgetRegister, keepUnsent, type UnsentRegister } from './kept-database.ts'

/** Refusals that waiting does not mend and that are nobody's mistake: the office must enter these marks. */
const TOO_LATE: readonly string[] = ['register.past-day', 'register.closed']

/** Whether a save was refused only because it came too late. */
export function isTooLate(problem: ProblemError): boolean {
  return TOO_LATE.includes(problem.code)
}

/**
 * Hands a save to the office. Its copy leaves the device only when the server has said that it keeps it; where the server refuses
 * even that, it stays with the reason.
 */
export async function handOver(unsent: UnsentRegister): Promise<'handed' | 'held' | 'stopped'> {
  const { key, complete, marks, takenAt = unsent.capturedAt } = unsent.body
  try {
    await call(handOverRegister, {
      params: unsent.address,
      body: { key, takenAt, marks, ...(complete === undefined ? {} : { complete }) },
    })
  } catch (thrown) {
    if (thrown instanceof OfflineError) return 'stopped'
    if (!(thrown instanceof ProblemError)) throw thrown
    if (isForLater(thrown)) return 'stopped'
    const { conflict: _settled, ...rest } = unsent
    await keepUnsent({ ...rest, state: 'refused', message: thrown.message })
    return 'held'
  }
  handedKeys.add(unsent.key)
  await dropUnsent(unsent.key)
  await forgetRegister(unsent.id)
  return 'handed'
}

const handedKeys = new Set<string>()

/** Whether the office has this save since this page was opened. */
export function wasHanded(key: string): boolean {
  return handedKeys.has(key)
}

/** Tells the person what became of registers that came too late. */
export function sayHanded(handed: readonly UnsentRegister[]): void {
  for (const { key, groupName, address } of handed)
    notifications.show({
      id: key,
      title: 'Handed to the office',
      message: `${groupName}, ${address.half === 'AM' ? 'morning' : 'afternoon'}: it came too late to be saved. The office has it and enters it.`,
      autoClose: false,
    })
}
