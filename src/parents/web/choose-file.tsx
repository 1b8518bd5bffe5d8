import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { tooLarge } from '../../absence/contract.ts'
import styles from './family.module.css'

const TAKEN = 'image/jpeg,image/png'

/**
 * A photograph from the phone's camera, or a file that is there already. A phone that keeps photographs as HEIC hands over a JPEG where that
 * is all a page takes.
 */
export function ChooseFile({
  about,
  busy = false,
  onChoose,
}: {
  /** Of what, for those who hear the buttons: "with the report about Ada". */
  readonly about: string
  readonly busy?: boolean
  readonly onChoose: (file: File) => void
}) {
  const [refused, setRefused] = useState('')
  const take = (file: File | undefined) => {
    if (file === undefined) return
    const why = tooLarge(file.size) ?? ''
    setRefused(why)
    if (why === '') onChoose(file)
  }
  return (
    <div>
      <div className={styles.actions}>
        <Chooser label="Take a photograph" about={about} camera busy={busy} onTake={take} />
        <Chooser label="Choose a picture or PDF" about={about} busy={busy} onTake={take} />
      </div>
      <p role="alert" className={refused === '' ? styles.silent : styles.asked}>
        {refused}
      </p>
    </div>
  )
}

function Chooser({
  label,
  about,
  camera = false,
  busy,
  onTake,
}: {
  readonly label: string
  readonly about: string
  readonly camera?: boolean
  readonly busy: boolean
  readonly onTake: (file: File | undefined) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    // Only a phone has a camera to open: elsewhere both would do the same.
    <span {...(camera ? { className: styles.camera } : {})}>
      <Button variant="default" loading={busy} aria-label={`${label} ${about}`} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={camera ? TAKEN : `${TAKEN},application/pdf`}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          onTake(event.currentTarget.files?.[0])
          // The same file chosen once more is a change again.
          event.currentTarget.value = ''
        }}
      />
    </span>
  )
}
