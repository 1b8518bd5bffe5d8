import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import styles from './interchange.module.css'

/** A place to drop files, with a button for everybody who does not drag. */
export function FileDrop({
  onFiles,
  busy,
  label,
  quiet = false,
}: {
  readonly onFiles: (files: readonly File[]) => void
  /** The name of the file that is being sent. */
  readonly busy: string | undefined
  readonly label: string
  /** Where another button is the one to press next. */
  readonly quiet?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drag = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(is)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside, which does the same
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <IconFileUpload size={34} stroke={1.5} aria-hidden />
      <p>Drop the files here, or</p>
      <Button
        variant={quiet ? 'default' : 'filled'}
        loading={busy !== undefined}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <p className={styles.quiet} role="status">
        {busy === undefined ? 'CSV files, or a zip of them; up to 30 MB each.' : `Sending ${busy} …`}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".csv,.txt,.zip,text/csv,application/zip"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
