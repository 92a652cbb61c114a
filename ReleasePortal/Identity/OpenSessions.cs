using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;

namespace ReleasePortal.Identity;

/// <summary>
/// Which sessions still hold. A session ends when its person signs out, is disabled, or when roles or password change (the
/// security stamp). What was signed out is kept in the memory of this portal only.
/// </summary>
public sealed class OpenSessions(
    IDbContextFactory<PortalDbContext> contexts,
    IOptions<Microsoft.AspNetCore.Identity.IdentityOptions> options,
    TimeProvider clock)
{
    /// <summary>As long as a cookie can live.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>From now on the session is refused, its cookie and its open pages too.</summary>
    public void End(ClaimsPrincipal? principal)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, at) in _ended)
        {
            if (now - at > Remembered)
                _ended.TryRemove(old, out _);
        }

        if (principal?.FindFirstValue(PortalClaims.SessionId) is { } session)
            _ended[session] = now;
    }

    public bool HasEnded(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(PortalClaims.SessionId) is { } session && _ended.ContainsKey(session);

    /// <summary>Whether the session would be let in if it came now.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (HasEnded(principal) || principal.ToActor() is not { Id: var id } || id == Guid.Empty)
            return false;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var stamp = await database.Users
            .Where(user => user.Id == id && user.DisabledAt == null)
            .Select(user => user.SecurityStamp)
            .SingleOrDefaultAsync(cancellationToken);
        return stamp is not null && stamp == principal.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
    }
}
