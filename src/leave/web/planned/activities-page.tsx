import { PlannedList } from './planned-page.tsx'

/** Trips and other activities, and leave planned in bulk. */
export function Page() {
  return <PlannedList page="activities" />
}
