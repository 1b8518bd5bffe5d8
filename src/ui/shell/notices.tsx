import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './frame.module.css'

/** A strip under the header for what holds over the whole app: offline, a demonstration, a new version. */
export function Notice({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.notice}>
      {icon}
      <div>{children}</div>
    </div>
  )
}

export function OfflineNotice() {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <Notice icon={<IconWifiOff size={18} aria-hidden />}>
          <strong>No connection.</strong> Registers you take are kept on this device and sent when the connection is
          back. Everything else has to wait.
        </Notice>
      )}
    </div>
  )
}
