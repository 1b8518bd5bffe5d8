import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { callWith } from '../../ui/call.ts'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { previewPolicy } from '../contract.ts'
import styles from './policy.module.css'
import { PreviewOf } from './preview.tsx'

type Previewed = Answer<typeof previewPolicy>
const LARGEST = 1024 * 1024

/** Upload a policy file, look at what it says and contradicts, save it as the next version. */
export function Page() {
  const schoolId = useSchoolId()
  const goTo = useGo()
  const [state, setState] = useState<{
    readonly name: string
    readonly busy: boolean
    readonly answer?: Previewed
    readonly error?: unknown
  }>()
  const send = async (file: File | undefined) => {
    if (file === undefined) return
    setState({ name: file.name, busy: true })
    try {
      // Said here as well, because a browser that is cut off in the middle of sending never reads the answer.
      if (file.size > LARGEST)
        throw new Error(`${file.name} is far too large for a policy. Check that it is the right file.`)
      const answer = await callWith(previewPolicy, { params: { schoolId } }, { file })
      setState({ name: file.name, busy: false, answer })
    } catch (error) {
      setState({ name: file.name, busy: false, error })
    }
  }
  return (
    <>
      <PageHeader
        title="Upload a policy"
        above={<PageLink there={{ to: '/policy' }}>Attendance policy</PageLink>}
        lead="Nothing changes until you have seen what the file says and contradicts, and saved it."
      />
      <Drop onFile={(file) => void send(file)} busy={state?.busy ?? false} again={state?.answer !== undefined} />
      <ProblemAlert error={state?.error} />
      {state?.answer && state.answer.faults.length > 0 && <Faults name={state.name} of={state.answer.faults} />}
      {state?.answer?.preview && <PreviewOf of={state.answer.preview} onSaved={() => goTo({ to: '/policy' })} />}
    </>
  )
}

function Faults({ name, of }: { readonly name: string; readonly of: Previewed['faults'] }) {
  return (
    <Section title={`${name} cannot be read as a policy`}>
      <p className={styles.lead} role="alert">
        Correct the file and upload it again. The sample in the folder “policies” shows how each setting is written.
      </p>
      <ul className={styles.faults}>
        {of.map(({ line, message }) => (
          <li key={`${line} ${message}`}>{line === null ? message : `Line ${line}: ${message}`}</li>
        ))}
      </ul>
    </Section>
  )
}

function Drop({
  onFile,
  busy,
  again,
}: {
  readonly onFile: (file: File | undefined) => void
  readonly busy: boolean
  readonly again: boolean
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
        onFile(event.dataTransfer.files[0])
      }}
    >
      <IconFileUpload size={34} stroke={1.5} aria-hidden />
      <p>Drop the policy file here, or</p>
      <Button variant={again ? 'default' : 'filled'} loading={busy} onClick={() => input.current?.click()}>
        {again ? 'Choose another file' : 'Choose a file'}
      </Button>
      <p className={styles.source}>A YAML file, at most 256 kB, saved as UTF-8.</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".yaml,.yml,application/yaml,text/yaml"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
