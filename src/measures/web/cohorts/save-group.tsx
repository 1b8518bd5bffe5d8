import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { listSavedGroups, saveGroup, schoolCohorts } from '../../contract.ts'
import type { AskedText } from '../asked/use-asked.ts'
import styles from './cohorts.module.css'

interface Dialog {
  readonly asked: AskedText
  readonly opened: boolean
  readonly onClose: () => void
}

export function SaveGroup({ asked, opened, onClose }: Dialog) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Save a group"
      closeButtonProps={{ 'aria-label': 'Close without saving' }}
    >
      {opened && <Form asked={asked} onClose={onClose} />}
    </Modal>
  )
}

function Form({ asked, onClose }: Omit<Dialog, 'opened'>) {
  const schoolId = useSchoolId()
  const { yearGroups, groupIds, sex, with: having, without, ethnicity } = asked
  const part = { yearGroups, groupIds, sex, with: having, without, ethnicity }
  const isPart = Object.values(part).some((one) => one !== undefined)
  const [whom, setWhom] = useState<'part' | 'pupils'>(isPart ? 'part' : 'pupils')
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const save = useAct(saveGroup, { refreshes: [listSavedGroups, schoolCohorts], onDone: onClose })
  const fields = useFields({ name: '' }, save.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ name }) =>
        save.mutate({
          params: { schoolId },
          body: { name, ...(whom === 'part' ? { part } : { pupilIds: pupils.map(({ id }) => id) }) },
        }),
      )}
    >
      <Stack gap="md">
        <ProblemAlert error={save.error} />
        <TextField
          label="Name"
          hint="Such as “Breakfast club”. Whoever sees figures here sees it: name no pupil in it."
          {...fields.bind('name')}
        />
        <SegmentedControl
          aria-label="Who is in it"
          value={whom}
          data={[
            { value: 'part', label: 'The part chosen on the page', disabled: !isPart },
            { value: 'pupils', label: 'Pupils by name' },
          ]}
          onChange={(value) => setWhom(value === 'part' ? 'part' : 'pupils')}
        />
        {whom === 'pupils' ? (
          <Suspense>
            <PupilChooser chosen={pupils} onChange={setPupils} />
          </Suspense>
        ) : (
          <p className={styles.lead}>
            The year groups, classes, sex, ethnicity and flags that are chosen above the table. Who is in it is read
            anew each time; the days are not part of it.
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save the group
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
