import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import type { Refused } from './use-upload.ts'

/** Why files were not taken: one alert for each. */
export function Refusals({ refused }: { readonly refused: readonly Refused[] }) {
  return refused.map(({ name, error }) => <ProblemAlert key={name} error={error} />)
}
