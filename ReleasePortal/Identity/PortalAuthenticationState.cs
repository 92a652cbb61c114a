using System.Data.Common;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Identity;

/// <summary>
/// Asks every few seconds whether the session of an open page still holds; when not, nobody is signed in there any more and the
/// router leads to the sign-in page.
/// </summary>
internal sealed class PortalAuthenticationState(OpenSessions sessions, IOptions<DoorOptions> options, ILoggerFactory loggers)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<PortalAuthenticationState>();

    protected override TimeSpan RevalidationInterval => options.Value.SessionCheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.HoldsAsync(authenticationState.User, cancellationToken);
        }
        catch (DbException exception)
        {
            // Nothing can be read or done without the database, so there is nothing to protect by sending everyone away.
            Log.SessionsNotChecked(_logger, exception);
            return true;
        }
    }
}
