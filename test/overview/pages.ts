const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Escaped text as people read it. */
export const textOf = (escaped: string): string =>
  escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? '')

export interface Page {
  readonly status: number
  readonly body: string
  /** What people read: without tags and styles, white space as one space. */
  readonly text: string
  readonly policy: string
}

export const pageOf = async (url: string): Promise<Page> => {
  const response = await fetch(url)
  const body = await response.text()
  if (response.headers.get('content-type') !== 'text/html; charset=utf-8') throw new Error(`No page: ${body}`)
  const bare = body.replace(/<style>.*?<\/style>/gs, ' ').replace(/<[^>]*>/g, ' ')
  return {
    status: response.status,
    body,
    text: textOf(bare.replace(/\s+/g, ' ')),
    policy: response.headers.get('content-security-policy') ?? '',
  }
}
