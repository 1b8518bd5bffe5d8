import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Answer, Operation } from '../kernel/operation.ts'
import { callWith, type Input } from './call.ts'
import { ProblemError } from './problem.ts'

export interface AskOptions {
  /** Ask again by itself after this many seconds, while the page is in view. */
  readonly everySeconds?: number
  /** False while something that the question needs is not known yet. */
  readonly when?: boolean
  /** Keep showing the last answer while a changed question is being asked, as lists with filters do. */
  readonly keepLast?: boolean
}

function question<O extends Operation>(operation: O, input: Input<O>) {
  return {
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => callWith(operation, input, { signal }),
  }
}

/** Asks before any part of the page needs the answer, so that it is on its way while the page's code still is. */
export function askEarly<O extends Operation>(client: QueryClient, operation: O, input: Input<O>): void {
  void client.prefetchQuery(question(operation, input))
}

/** The key under which an answer is kept. */
export function keyOf<O extends Operation>(operation: O, input?: Input<O>): readonly unknown[] {
  return input === undefined ? [operation.config.id] : [operation.config.id, input]
}

/** Asks the server through an operation that changes nothing, and keeps the answer fresh. */
export function useOperation<O extends Operation>(
  operation: O,
  input: Input<O>,
  options: AskOptions = {},
): UseQueryResult<Answer<O>, Error> {
  return useQuery<Answer<O>, Error>({
    ...question(operation, input),
    enabled: options.when ?? true,
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
  })
}

export interface ActOptions<O extends Operation> {
  /** Whose answers have become old: these operations', or (the default) those of everything on the page. */
  readonly refreshes?: readonly Operation[] | 'everything'
  readonly onDone?: (answer: Answer<O>, input: Input<O>) => void
}

/** Does something on the server. `act.mutate(input)`; `act.error` is a ProblemError or an OfflineError, for ProblemAlert. */
export function useAct<O extends Operation>(
  operation: O,
  options: ActOptions<O> = {},
): UseMutationResult<Answer<O>, Error, Input<O>> {
  const client = useQueryClient()
  return useMutation<Answer<O>, Error, Input<O>>({
    mutationFn: (input) => callWith(operation, input, {}),
    onSuccess: async (answer, input) => {
      options.onDone?.(answer, input)
      const refreshes = options.refreshes ?? 'everything'
      if (refreshes === 'everything') await client.invalidateQueries()
      else await Promise.all(refreshes.map((one) => client.invalidateQueries({ queryKey: [one.config.id] })))
    },
  })
}

/** `whoIsHere` is asked again when an answer to anything else shows that the server no longer knows the caller. */
export function createQueryClient(whoIsHere: Operation): QueryClient {
  const aboutCaller = keyOf(whoIsHere)
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.status === 401) void client.invalidateQueries({ queryKey: aboutCaller })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, asked) => {
        if (asked.queryKey[0] !== aboutCaller[0]) onError(error)
      },
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Always: a page that waits in silence for a network looks broken; OfflineError can say so.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && error instanceof ProblemError && error.status >= 502,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}
