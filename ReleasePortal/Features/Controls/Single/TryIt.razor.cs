using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>Type who a user is, see what they get, and why.</summary>
public sealed partial class TryIt
{
    private readonly TriedUser _user = new();
    private Explanation? _explanation;
    private Refusal? _refusal;
    private bool _isAsked;

    [Inject]
    public required TryItQuery Query { get; init; }

    [Inject]
    public required TryItWords Words { get; init; }

    [Parameter, EditorRequired]
    public ControlView View { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = Actor.Nobody;

    [Parameter, EditorRequired]
    public EnvironmentView Environment { get; set; } = EnvironmentView.None;

    // What applications get is for those who write them.
    private bool ShowValue => AccessRules.Allows(Actor, Operation.MaintainControl);

    /// <summary>The control, a group or the environment is another one now: what was answered may be wrong.</summary>
    protected override async Task OnParametersSetAsync()
    {
        _user.Propose(await Query.AskedAsync(View.Control.Key, Environment.Key, Actor));
        if (_isAsked)
            await AskAsync();
    }

    private async Task AskAsync()
    {
        _isAsked = true;
        _explanation = _user.ToContext().TryGet(out var box, out _refusal)
            ? await Query.ExplainAsync(View.Control.Key, Environment.Key, box.User, Actor)
            : null;
    }
}
