using Microsoft.AspNetCore.Components;
using ReleasePortal.Domain;

namespace ReleasePortal.Identity.Pages;

public partial class SetUp
{
    private AccountErrors _errors = new();
    private bool _isOpen;

    [Inject]
    public required FirstAdministrator First { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    [SupplyParameterFromForm(Name = "name", FormName = "set-up")]
    public string? Name { get; set; }

    [SupplyParameterFromForm(Name = "email", FormName = "set-up")]
    public string? Email { get; set; }

    [SupplyParameterFromForm(Name = "password", FormName = "set-up")]
    public string? Password { get; set; }

    [SupplyParameterFromForm(Name = "repeat", FormName = "set-up")]
    public string? Repeat { get; set; }

    /// <summary>A link that does not work is an address that does not exist.</summary>
    protected override async Task OnInitializedAsync()
    {
        _isOpen = await First.MayBeCreatedWithAsync(Token, Context.RequestAborted);
        if (!_isOpen)
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task CreateAsync()
    {
        _errors = new AccountErrors();
        if (Password != Repeat)
            _errors.Add("repeat", T["Field.Repeat.Differs"]);
        if (!_errors.IsEmpty)
            return;

        var refusal = await First.CreateWithAsync(Token, Email ?? "", Name ?? "", Password ?? "", Context.RequestAborted);
        if (refusal is Unknown)
            (_isOpen, Context.Response.StatusCode) = (false, StatusCodes.Status404NotFound);
        else if (refusal is not null)
            _errors.Add(refusal);
        else
            Navigation.NavigateTo(AccountAddress.SignInFor(SignInReason.SetUp));
    }
}
