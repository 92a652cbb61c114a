namespace ReleasePortal.Benchmarks.Circuits;

/// <summary>What the portal's frame holds at the address of the release controls.</summary>
internal enum Shown
{
    /// <summary>Nothing: what the frame and the circuit itself take.</summary>
    Nothing,

    /// <summary>The same rows as a plain table: the base line.</summary>
    PlainTable,

    /// <summary>The page itself.</summary>
    Controls,
}
