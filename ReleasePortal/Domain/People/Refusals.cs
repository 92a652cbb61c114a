using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.People;

/// <summary>The key was revoked: it gets no new secret.</summary>
public sealed record KeyRevoked(string Key) : Refusal
{
    protected override Words Words => Words.Of(("key", Key));
}
