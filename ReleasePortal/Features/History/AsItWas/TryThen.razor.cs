using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>Who a user was; what they got of every control at the moment, and why.</summary>
public sealed partial class TryThen : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly TriedUser _user = new();
    private PastState? _state;
    private Refusal? _refusal;
    private string? _asked;
    private IList<PastAnswer>? _answers;

    [Inject]
    public required AsItWasQuery Query { get; init; }

    [Parameter, EditorRequired]
    public EnvironmentView Environment { get; set; } = EnvironmentView.None;

    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = Actor.Nobody;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _state = await Query.StateAsync(Environment.Key, At, Actor, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the person has left
        }

        _user.Propose(AskedAttribute.Of(_state.Controls
            .Where(control => control.RetiredAt is null)
            .SelectMany(control => control.StateOn(Environment.Key).Groups)
            .SelectMany(rule => _state.Groups.GetValueOrDefault(rule.Group)?.Conditions ?? [])));
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Ask()
    {
        if (_state is null || !_user.ToContext().TryGet(out var box, out _refusal))
            return;

        var user = box.User;
        var compiled = _state.On(Environment.Key);
        _asked = _user.Id;
        _answers =
        [
            .. _state.Controls
                .Where(control => control.RetiredAt is null)
                .OrderBy(control => control.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(control => new PastAnswer(new PastControl(control, _state.Groups), compiled.Find(control.Key)!.Explain(user))),
        ];
    }

    private sealed record PastAnswer(PastControl Control, Explanation Explanation);
}
