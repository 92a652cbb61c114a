using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Identity;

/// <summary>
/// The signed-in person of one circuit. Good for showing and hiding; the desk reads the roles again before it acts.
/// </summary>
public sealed class Session(AuthenticationStateProvider authentication)
{
    /// <summary>Who is signed in now; <see cref="Actor.Nobody"/> when no one is.</summary>
    public async Task<Actor> ActorAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToActor();
}

public static class PrincipalExtensions
{
    /// <summary>The actor behind a signed-in person's cookie; <see cref="Actor.Nobody"/> for all else.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return Actor.Nobody;

        var roles = principal.FindAll(ClaimTypes.Role)
            .Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null)
            .OfType<Role>();
        return new Actor(id, principal.FindFirstValue(DisplayName) ?? "", ActorKind.Person, roles.ToImmutableHashSet())
        {
            Session = Guid.TryParseExact(principal.FindFirstValue(PortalClaims.SessionId), PortalClaims.SessionIdForm, out var session) ? session : null,
        };
    }

    /// <summary>The claim that carries the name that others see.</summary>
    public const string DisplayName = "name";
}
