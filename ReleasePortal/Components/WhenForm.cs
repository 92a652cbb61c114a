namespace ReleasePortal.Components;

public enum WhenForm
{
    /// <summary>"3 hours ago".</summary>
    Relative,

    /// <summary>"14:02", "Yesterday 17:20".</summary>
    Short,

    /// <summary>"Fri 4 Dec 18:00": the same words whatever day it is, for the middle of a sentence.</summary>
    Date,

    /// <summary>"14:02 · 3 hours ago".</summary>
    Both,

    /// <summary>"for 18 minutes": since then.</summary>
    Lasting,
}
