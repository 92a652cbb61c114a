namespace ReleasePortal.Features.History.Export.Filtered;

/// <summary>How the entries of a filter are written, into a buffer that is emptied again and again.</summary>
internal abstract class EntryFormat(MemoryStream to) : IDisposable
{
    /// <summary>What is written and not yet sent.</summary>
    public MemoryStream To { get; } = to;

    /// <summary>What stands before the first entry.</summary>
    public virtual void Begin()
    {
    }

    public abstract void Write(ToldEntry entry);

    /// <summary>What was written is in the buffer.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
