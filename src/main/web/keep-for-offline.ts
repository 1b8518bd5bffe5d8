import { registerSW } from 'virtual:pwa-register'
import { notifications } from '@mantine/notifications'

/**
 * Keeps the app's own files on the device, once the page is up and the network is free again. A new version waits to
 * be asked for: reloading by itself could lose a register that is half taken.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const renew = registerSW({
    onNeedRefresh: () =>
      void notifications.show({
        id: 'new-version',
        title: 'A new version of Firstbell is ready',
        message: 'Save what you are doing, then click here to load it.',
        autoClose: false,
        onClick: () => void renew(true),
      }),
  })
}
