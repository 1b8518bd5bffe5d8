import { PlannedList } from './planned-page.tsx'

/** Sessions of each week at another school, or at education arranged by the local authority. */
export function Page() {
  return <PlannedList page="elsewhere" />
}
