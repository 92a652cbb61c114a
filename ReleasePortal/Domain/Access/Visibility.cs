using System.Linq.Expressions;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Domain.Access;

/// <summary>
/// The same rules seen from the reader's side, as expressions that every query composes. The two differ: an auditor reads
/// the history of kill switches but has no page for them.
/// </summary>
public static class Visibility
{
    /// <summary>The controls for which the actor has a page, a search result, a count.</summary>
    public static Expression<Func<ReleaseControl, bool>> ControlsVisibleTo(Actor actor)
    {
        var business = AccessRules.Allows(actor, Operation.SeeControl, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.SeeControl, Purpose.Operational);
        return control => (business && control.Purpose == Purpose.Business)
            || (operational && control.Purpose == Purpose.Operational);
    }

    /// <summary>
    /// The launches that the actor may meet anywhere: one operational step makes a launch operational as a whole.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="controls">All controls of the same store, unfiltered.</param>
    public static Expression<Func<Launch, bool>> LaunchesVisibleTo(Actor actor, IQueryable<ReleaseControl> controls)
    {
        var business = AccessRules.Allows(actor, Operation.SeeControl, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.SeeControl, Purpose.Operational);
        return launch => operational || (business && !launch.Steps.Any(step =>
            controls.Any(control => control.Id == step.ControlId && control.Purpose == Purpose.Operational)));
    }

    /// <summary>
    /// The controls whose states in business configurations the actor may read: one that is not among them hides the whole of a configuration.
    /// </summary>
    public static Expression<Func<ReleaseControl, bool>> ControlsInConfigurationsOf(Actor actor)
    {
        var business = AccessRules.Allows(actor, Operation.SeeConfigurations, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.SeeConfigurations, Purpose.Operational);
        return control => (business && control.Purpose == Purpose.Business)
            || (operational && control.Purpose == Purpose.Operational);
    }

    /// <summary>The controls that the actor may meet in the history, and so in its filters; an auditor has no page for all of them.</summary>
    public static Expression<Func<ReleaseControl, bool>> ControlsInHistoryOf(Actor actor)
    {
        var business = AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Operational);
        return control => (business && control.Purpose == Purpose.Business) || operational;
    }

    /// <summary>
    /// The controls that may be named beside deployments: as in the history, an auditor reads of those for which there is no page.
    /// </summary>
    public static Expression<Func<ReleaseControl, bool>> ControlsInDeploymentsOf(Actor actor)
    {
        var business = AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Operational);
        return control => operational || (business && control.Purpose == Purpose.Business);
    }

    /// <summary>The deployments that the actor may meet: without operational sight, those of versions that carry a control of the business.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="controls">All controls of the same store, unfiltered.</param>
    public static Expression<Func<Deployment, bool>> DeploymentsVisibleTo(Actor actor, IQueryable<ReleaseControl> controls)
    {
        if (AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Operational))
            return deployment => true;

        var business = AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Business);
        return deployment => business && deployment.Version!.Controls.Any(carried =>
            controls.Any(control => control.Key == carried.Control && control.Purpose == Purpose.Business));
    }

    /// <summary>
    /// The entries that the actor may read. Without operational sight an entry about a control shows only if the control was
    /// a business one then and is one now.
    /// </summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="controls">All controls of the same store, unfiltered.</param>
    /// <param name="steps">All steps of launches of the same store.</param>
    public static Expression<Func<Entry, bool>> EntriesVisibleTo(Actor actor, IQueryable<ReleaseControl> controls, IQueryable<LaunchStep> steps)
    {
        var business = AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Business);
        var operational = AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Operational);
        var security = AccessRules.Allows(actor, Operation.SeeSecurityEntries);
        return entry =>
            (operational && entry.SubjectKind == SubjectKind.Control)
            || (business && entry.SubjectKind == SubjectKind.Control && entry.Purpose == Purpose.Business
                && controls.Any(control => control.Id == entry.SubjectId && control.Purpose == Purpose.Business))
            || (operational && entry.SubjectKind == SubjectKind.Launch)
            || (business && entry.SubjectKind == SubjectKind.Launch && entry.Purpose == Purpose.Business
                && !steps.Any(step => step.LaunchId == entry.SubjectId
                    && controls.Any(control => control.Id == step.ControlId && control.Purpose == Purpose.Operational)))
            || (business && (entry.SubjectKind == SubjectKind.Group
                || entry.SubjectKind == SubjectKind.Area
                || entry.SubjectKind == SubjectKind.Environment
                || entry.SubjectKind == SubjectKind.Freeze
                || entry.SubjectKind == SubjectKind.Budgets))
            || (operational && entry.SubjectKind == SubjectKind.Configuration) // it names controls, which may change hands
            || (security && (entry.SubjectKind == SubjectKind.Person || entry.SubjectKind == SubjectKind.Key || entry.SubjectKind == SubjectKind.History));
    }

    /// <summary>Whether the entries that the actor may read may be downloaded as a file.</summary>
    public static bool ExportsHistory(Actor actor) => AccessRules.Allows(actor, Operation.ExportHistory);

    /// <summary>
    /// Whether the whole history may be downloaded. Its chain holds only with every entry in it, those about sign-ins, roles and
    /// keys too: it is for who may export and may see all of them.
    /// </summary>
    public static bool ExportsWholeHistory(Actor actor) => ExportsHistory(actor) && SeesWholeHistory(actor);

    /// <summary>Whether there is no entry that the actor may not read.</summary>
    public static bool SeesWholeHistory(Actor actor) => AccessRules.Allows(actor, Operation.SeeSecurityEntries) && SeesSequenceNumbers(actor);

    /// <summary>
    /// Whether saved filters may be given to others, and received: among those who see the whole history, to whom no filter's name
    /// can tell anything new.
    /// </summary>
    public static bool GivesFilters(Actor actor) => AccessRules.Allows(actor, Operation.SeeSecurityEntries) && SeesSequenceNumbers(actor);

    /// <summary>Whether sequence numbers may be shown: their gaps would tell of entries that the reader may not see.</summary>
    public static bool SeesSequenceNumbers(Actor actor) =>
        AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Operational);
}
