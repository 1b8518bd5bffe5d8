import { Notifications } from '@mantine/notifications'

/** Where `notifications.show` of `@mantine/notifications` appears. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={3} />
}
