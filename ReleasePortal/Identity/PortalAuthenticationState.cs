using System.Data.Common;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
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
    private bool _isOpenPage;

    protected override TimeSpan RevalidationInterval => options.Value.SessionCheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        // A request that is answered without a circuit has had its cookie checked, and may just be changing the session itself.
        if (!_isOpenPage)
            return true;

        try
        {
            return await sessions.HoldsAsync(authenticationState.User, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true; // the page was left meanwhile
        }
        catch (DbException exception)
        {
            // Nothing can be read or done without the database, so there is nothing to protect by sending everyone away.
            Log.SessionsNotChecked(_logger, exception);
            return true;
        }
    }

    /// <summary>Tells the state of one scope that it belongs to an open page, not to a request.</summary>
    internal sealed class OpenPage(AuthenticationStateProvider state) : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            if (state is PortalAuthenticationState own)
                own._isOpenPage = true;
            return Task.CompletedTask;
        }
    }
}
