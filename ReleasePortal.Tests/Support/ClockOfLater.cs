namespace ReleasePortal.Tests.Support;

/// <summary>A clock that is ahead: what was written just now is old to it.</summary>
internal sealed class ClockOfLater(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
