using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ReleasePortal.Identity.Pages;

public partial class SignIn
{
    private AccountErrors _errors = new();
    private bool _hasSubmitted;

    [Inject]
    public required Door Door { get; init; }

    [Inject]
    public required OpenSessions Sessions { get; init; }

    [Inject]
    public required SignInLimiter Limiter { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery(Name = AccountAddress.ReturnUrl)]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = AccountAddress.Why)]
    public string? Why { get; set; }

    [SupplyParameterFromForm(Name = "email", FormName = "sign-in")]
    public string? Email { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "sign-in")]
    public string? Password { get; set; }

    private string? Notice => _hasSubmitted ? null : Reason switch
    {
        SignInReason.Ended => T["SignIn.Why.Ended"].Value,
        SignInReason.SignedOut => T["SignIn.Why.SignedOut"].Value,
        SignInReason.SetUp => T["SignIn.Why.SetUp"].Value,
        _ => null,
    };

    // A cookie that no longer counts says the same as the parameter.
    private SignInReason Reason => Enum.TryParse<SignInReason>(Why, ignoreCase: true, out var why) && why is not SignInReason.None ? why
        : Context.Request.Cookies.ContainsKey(IdentityRegistration.CookieName) ? SignInReason.Ended
        : SignInReason.None;

    /// <summary>Whoever is signed in goes on; a session that ended since its page was opened is forgotten.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (!HttpMethods.IsGet(Context.Request.Method) || Context.User.Identity is not { IsAuthenticated: true })
            return;

        if (await Sessions.HoldsAsync(Context.User, Context.RequestAborted))
            Navigation.NavigateTo(AccountAddress.Local(ReturnUrl));
        else
            await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task SignInAsync()
    {
        _hasSubmitted = true;
        _errors = new AccountErrors().Require("email", Email?.Trim()).Require("password", Password);
        if (!_errors.IsEmpty)
            return;

        if (!Limiter.Permits(Context.Connection.RemoteIpAddress))
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Context.Response.Headers.RetryAfter = "60";
            _errors.Say(T["SignIn.TooMany"]);
            return;
        }

        switch (await Door.SignInAsync(Email!, Password!))
        {
            case DoorAnswer.SignedIn:
                Navigation.NavigateTo(AccountAddress.Local(ReturnUrl));
                break;
            case DoorAnswer.ChoosePassword:
                Navigation.NavigateTo(AccountAddress.With(AccountAddress.Password, AccountAddress.ReturnUrl, AccountAddress.Local(ReturnUrl)));
                break;
            case DoorAnswer.LockedOut:
                _errors.Say(T["SignIn.LockedOut"]);
                break;
            case DoorAnswer.Disabled:
                _errors.Say(T["SignIn.Disabled"]);
                break;
            default:
                _errors.Say(T["SignIn.Refused"]);
                break;
        }
    }
}
