import type { Handed } from '../../kernel/handed.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Problem } from '../../kernel/result.ts'

/** What everything else answers while the screen is with a child. */
export const WITH_CHILD: Problem = {
  kind: 'not-allowed',
  code: 'screen.with-child',
  message: 'This screen is with a child. Give it back with the code, or sign in again.',
}

/** Whether an operation may be asked in a sign-in that is narrowed: only what says so, and only with the ids that the screen was given away for. */
export function mayWhileHanded(
  { config }: Pick<Operation, 'config'>,
  params: Readonly<Record<string, string>>,
  handed: Handed,
): boolean {
  return config.whileHanded === true && Object.entries(params).every(([name, value]) => handed.params[name] === value)
}

/** What signs somebody in anew below `/api/auth`, and so asks for a password, a link of their own, or that the provider asks again for a school account. */
const SIGNS_IN = [
  /^POST \/api\/auth\/sign-in\/(email|social)$/,
  /^GET \/api\/auth\/callback\/[a-z]+$/,
  /^POST \/api\/auth\/reset-password$/,
]

/** Of what is no operation, whether it is open while the screen is with a child: signing in again is, nothing else. */
export function opensWhileHanded(method: string, url: string): boolean {
  const [path = ''] = url.split('?')
  return SIGNS_IN.some((one) => one.test(`${method} ${path}`))
}
