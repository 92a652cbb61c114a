using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Identity.Pages;

public partial class ChangePassword
{
    private const string Done = "done";
    private AccountErrors _errors = new();

    [Inject]
    public required Door Door { get; init; }

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

    [SupplyParameterFromForm(Name = "current", FormName = "password")]
    public string? Current { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "password")]
    public string? Password { get; set; }

    [SupplyParameterFromForm(Name = "repeat", FormName = "password")]
    public string? Repeat { get; set; }

    private bool IsForced => Context.User.HasClaim(claim => claim.Type == PortalClaims.MustChangePassword);

    private bool IsChanged => Why == Done && !IsForced;

    private async Task ChangeAsync()
    {
        _errors = new AccountErrors().Require("current", Current).Require("password", Password).Require("repeat", Repeat);
        if (_errors.IsEmpty && Password != Repeat)
            _errors.Add("repeat", T["Field.Repeat.Differs"]);
        if (!_errors.IsEmpty)
            return;

        if (!Limiter.Permits(Context.User.ToActor().Id))
        {
            Context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Context.Response.Headers.RetryAfter = "60";
            _errors.Say(T["SignIn.TooMany"]);
            return;
        }

        var wasForced = IsForced;
        if (await Door.ChangePasswordAsync(Context.User, Current!, Password!) is { } refusal)
        {
            _errors.Add(refusal);
            return;
        }

        Navigation.NavigateTo(wasForced
            ? AccountAddress.Local(ReturnUrl)
            : AccountAddress.With(AccountAddress.Password, AccountAddress.Why, Done));
    }
}
