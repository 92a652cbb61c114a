namespace ReleasePortal.Benchmarks.Portal;

/// <summary>What lives on the heap of this process.</summary>
internal static class Heap
{
    /// <summary>In bytes. Collects twice, because what a finalizer lets go of is free only after the next collection.</summary>
    public static long Size()
    {
        for (var time = 0; time < 2; time++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
