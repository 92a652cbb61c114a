using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;

namespace ReleasePortal.Identity;

/// <summary>What a session knows of its person: id, display name, roles, whether the password is to be replaced.</summary>
internal sealed class PortalClaims(
    UserManager<PortalUser> people, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser, IdentityRole<Guid>>(people, roles, options)
{
    /// <summary>Present while the person has to choose a password of their own.</summary>
    public const string MustChangePassword = "must-change-password";

    /// <summary>One sign-in: it ends alone, and the person's other sessions go on.</summary>
    public const string SessionId = "sid";

    /// <summary>How a session's id is written; those of older cookies looked otherwise, and the history does not know them.</summary>
    public const string SessionIdForm = "D";

    /// <summary>Roles and stamp are read again this often; a session keeps its id meanwhile.</summary>
    public static void KeepSession(SecurityStampValidatorOptions options, IOptions<DoorOptions> door)
    {
        options.ValidationInterval = door.Value.SessionCheck;
        options.OnRefreshingPrincipal = context =>
        {
            if (context.CurrentPrincipal?.FindFirst(SessionId) is { } session)
                (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaim(session.Clone());
            return Task.CompletedTask;
        };
    }

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PrincipalExtensions.DisplayName, user.DisplayName));
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(MustChangePassword, "true"));
        return identity;
    }
}
