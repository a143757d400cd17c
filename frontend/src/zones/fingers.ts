interface Touch {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
}

/** The fingers on something; two that move apart or together make it larger or smaller. */
export class Fingers {
  private readonly places = new Map<number, readonly [number, number]>();

  get several(): boolean {
    return this.places.size > 1;
  }

  down({ pointerId, pointerType, clientX, clientY }: Touch): void {
    if (pointerType === "touch") this.places.set(pointerId, [clientX, clientY]);
  }

  /** Return how many times as far apart as before two fingers are, or undefined where there are not two. */
  moved({ pointerId, clientX, clientY }: Touch): number | undefined {
    if (!this.places.has(pointerId)) return undefined;
    const before = this.spread();
    this.places.set(pointerId, [clientX, clientY]);
    const now = this.spread();
    return before === undefined || before === 0 ? undefined : now && now / before;
  }

  up({ pointerId }: Touch): void {
    this.places.delete(pointerId);
  }

  private spread(): number | undefined {
    const [a, b] = [...this.places.values()];
    return a && b && Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
