using ReleasePortal.Domain;
using ReleasePortal.Features.Deployments.Letters;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Deployments.DeadLetters;

/// <summary>What engineers do with a refused report, in their own name.</summary>
public sealed class DeadLetterActs
{
    private readonly Postbox _postbox;
    private readonly Session _session;

    internal DeadLetterActs(Postbox postbox, Session session) => (_postbox, _session) = (postbox, session);

    /// <summary>Tries it again; null when it is recorded now.</summary>
    public async Task<Refusal?> ReplayAsync(long id) => (await _postbox.ReplayAsync(id, await _session.ActorAsync())).Refusal;

    public async Task<Refusal?> DiscardAsync(long id) => await _postbox.DiscardAsync(id, await _session.ActorAsync());
}
