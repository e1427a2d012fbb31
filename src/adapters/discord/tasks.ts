// What is the adapter in the middle of?

export interface Tasks {
  /** Runs a task; those with the same key run one after another, in the order they came. */
  run(key: string, task: () => Promise<void>): void;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
}

/** @param onError told of what a task let fall; tasks are expected to handle their own failures. */
export function createTasks(onError: (error: unknown) => void): Tasks {
  const running = new Map<string, Promise<void>>();
  return {
    run(key, task) {
      const before = running.get(key) ?? Promise.resolve();
      const mine = before.then(task).catch(onError);
      running.set(key, mine);
      void mine.then(() => {
        if (running.get(key) === mine) running.delete(key);
      });
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
