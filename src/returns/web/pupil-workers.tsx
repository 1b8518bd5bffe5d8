import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { pupilWorkers, setPupilWorker, WORKER_NAMES, WORKERS, type Worker } from '../contract.ts'
import styles from './returns.module.css'

type Known = Answer<typeof pupilWorkers>['workers'][number]

/** Who works with a pupil outside the school, for those who may know. */
export function PupilWorkers({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const asked = useOperation(pupilWorkers, { params: { schoolId, pupilId } })
  const [kind, setKind] = useState<Worker>()
  const workers = asked.data?.workers
  if (workers === undefined) return null
  const known = (of: Worker) => workers.find((one) => one.kind === of)
  return (
    <>
      <p className={styles.quiet}>Who works with this pupil; only those see this who may see sensitive facts.</p>
      <ul className={styles.lines}>
        {WORKERS.map((of) => (
          <li key={of}>
            {WORKER_NAMES[of]}: {known(of)?.name || 'nobody is entered'}{' '}
            <Button size="compact-xs" variant="default" onClick={() => setKind(of)}>
              Change<span className="visually-hidden">: {WORKER_NAMES[of]}</span>
            </Button>
          </li>
        ))}
      </ul>
      {kind !== undefined && (
        <WorkerDialog key={kind} pupilId={pupilId} kind={kind} known={known(kind)} onClose={() => setKind(undefined)} />
      )}
    </>
  )
}

function WorkerDialog({
  pupilId,
  kind,
  known,
  onClose,
}: {
  readonly pupilId: PupilId
  readonly kind: Worker
  readonly known: Known | undefined
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const set = useAct(setPupilWorker, { onDone: onClose })
  const [initial] = useState({ name: known?.name ?? '', email: known?.email ?? '', telephone: known?.telephone ?? '' })
  const fields = useFields(initial, set.error)
  const version = known?.version ?? 0
  return (
    <Modal opened onClose={onClose} title={WORKER_NAMES[kind]} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        noValidate
        onSubmit={fields.submit((body) =>
          set.mutate({ params: { schoolId, pupilId, kind }, body: { ...body, version } }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={set.error} />
          <TextField
            label="Name"
            hint="Leave it empty where nobody works with the pupil any more."
            optional
            {...fields.bind('name')}
          />
          <TextField label="E-mail" type="email" optional {...fields.bind('email')} />
          <TextField label="Telephone" type="tel" optional {...fields.bind('telephone')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={set.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
